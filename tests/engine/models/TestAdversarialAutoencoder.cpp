// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/adversarial_autoencoder/AdversarialAutoencoder.h"
#include "engine/nn/ModuleState.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using models::AutoencoderPhase;
using torch::Tensor;

/// Sizes and names, losses against closed forms, who gets gradients, statistics and masks, priors.
class TestAdversarialAutoencoder : public QObject {
    Q_OBJECT

private:
    static models::AutoencoderSettings small() {
        models::AutoencoderSettings settings;
        settings.inputs = 9;
        settings.hidden = 8;
        settings.latent = 5;
        settings.discriminatorHidden = 6;
        return settings;
    }
    static models::AutoencoderSettings smallFrames(bool masked) {
        auto settings = small();
        settings.form = models::AutoencoderForm::Frame;
        settings.channels = {4, 4, 6};
        settings.pool = 2;
        settings.frames = 32;
        settings.masked = masked;
        return settings;
    }
    static Tensor drawn(std::vector<std::int64_t> shape, std::uint64_t seed) {
        return torch::randn(shape, at::make_generator<at::CPUGeneratorImpl>(seed));
    }
    static double apart(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }
    static std::int64_t count(const std::vector<std::pair<std::string, Tensor>>& parameters) {
        std::int64_t total = 0;
        for (const auto& [name, tensor] : parameters) total += tensor.numel();
        return total;
    }
    static std::vector<Tensor> buffers(const torch::nn::Module& module) {
        std::vector<Tensor> copies;
        for (const auto& buffer : module.buffers()) copies.push_back(buffer.clone());
        return copies;
    }
    static bool same(const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](const Tensor& x, const Tensor& y) { return torch::equal(x, y); });
    }
    static bool hasGradient(const torch::nn::Module& module) {
        const auto parameters = module.parameters();
        return std::any_of(parameters.begin(), parameters.end(), [](const Tensor& parameter) {
            return parameter.grad().defined() && parameter.grad().abs().sum().item<double>() > 0.0;
        });
    }

private Q_SLOTS:
    void hasThePublishedSizes() {
        const auto made = models::makeAdversarialAutoencoder({}, 1);
        constexpr std::int64_t kHidden = 256 * 256;
        const auto encoder = 6373 * 256 + kHidden + 256 * 3 + 256 * 100 + 2 * (256 + 256 + 3 + 100);
        const auto decoder = 103 * 256 + kHidden + 256 * 6373 + 2 * (256 + 256 + 6373);
        const auto discriminators = (3 * 256 + kHidden + 256 + 2 * 256 + 1) + (100 * 256 + kHidden + 256 + 2 * 256 + 1);
        QCOMPARE(count(made->parametersOf(AutoencoderPhase::Reconstruction)), encoder + decoder);
        QCOMPARE(count(made->parametersOf(AutoencoderPhase::Discriminators)), discriminators);
        QCOMPARE(count(made->parametersOf(AutoencoderPhase::Generators)), encoder);
        QCOMPARE(count(made->parametersOf(AutoencoderPhase::Classification)), encoder - (256 * 100 + 2 * 100));
        const auto names = made->named_parameters();
        for (const char* name : {"encoder.layer1.linear.weight", "encoder.z.norm.bias", "decoder.output.norm.weight",
                                 "discriminator_y.linear3.bias"})
            QVERIFY2(names.contains(name), name);
        QVERIFY(!names.contains("encoder.layer1.linear.bias"));
        const auto plain = models::makeAdversarialAutoencoder(models::vanilla(small()), 1);
        QVERIFY(plain->named_parameters().contains("encoder.layer1.linear.bias"));
        QVERIFY(plain->named_buffers().is_empty());
        models::AutoencoderSettings frames;
        frames.form = models::AutoencoderForm::Frame;
        frames.inputs = 65;
        QCOMPARE(frames.steps(), std::int64_t{4});
        const auto large = models::makeAdversarialAutoencoder(frames, 1);
        const auto weights = large->named_parameters();
        QVERIFY(weights["encoder.dense.0.linear.weight"].sizes() == at::IntArrayRef({256, 1024}));
        QVERIFY(weights["decoder.output.conv.weight"].sizes() == at::IntArrayRef({65, 128, 1}));
    }

    void drawsFromItsSeedAlone() {
        torch::manual_seed(5);
        const auto untouched = torch::rand({3});
        torch::manual_seed(5);
        const auto first = nn::stateOf(*models::makeAdversarialAutoencoder(smallFrames(false), 3));
        QVERIFY(torch::equal(torch::rand({3}), untouched));
        const auto again = nn::stateOf(*models::makeAdversarialAutoencoder(smallFrames(false), 3));
        const auto other = nn::stateOf(*models::makeAdversarialAutoencoder(smallFrames(false), 4));
        const char* name = "encoder.conv.1.conv.weight";
        QVERIFY(first.find(name)->values == again.find(name)->values);
        QVERIFY(first.find(name)->values != other.find(name)->values);
    }

    /// A discriminator that knows nothing says 0: 2 ln 2 for itself, ln 2 for the encoder. With the logit a: softplus.
    void lossesOfKnownLogits() {
        auto made = models::makeAdversarialAutoencoder(small(), 2);
        made->eval();
        const torch::NoGradGuard noGrad;
        const auto code = made->encode(drawn({7, 9}, 1));
        const models::CodePrior prior{torch::eye(3).index_select(0, torch::tensor({0, 1, 2, 0, 1, 2, 0})), drawn({7, 5}, 2)};
        for (const double logit : {0.0, 1.5, -30.0}) {
            for (auto* discriminator : {&made->discriminatorY, &made->discriminatorZ}) {
                (*discriminator)->linear3->weight.zero_();
                (*discriminator)->linear3->bias.fill_(logit);
            }
            const auto softplus = [](double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); };
            const auto told = made->discriminatorLosses(code, prior);
            const auto deceived = made->generatorLosses(code);
            for (const auto& loss : {told.y, told.z})
                QVERIFY(std::abs(loss.item<double>() - softplus(-logit) - softplus(logit)) < 1e-5);
            for (const auto& loss : {deceived.y, deceived.z}) QVERIFY(std::abs(loss.item<double>() - softplus(-logit)) < 1e-5);
            QVERIFY(std::abs(deceived.sum().item<double>() - 2.0 * softplus(-logit)) < 1e-5);
            if (logit == 0.0) QVERIFY(std::abs(told.y.item<double>() - 2.0 * std::log(2.0)) < 1e-6);
        }
    }

    void lossesTeachWhomTheyMean() {
        auto made = models::makeAdversarialAutoencoder(small(), 3);
        made->train();
        const auto input = drawn({6, 9}, 1);
        const auto prior = models::drawPrior(6, 3, 5, {}, at::make_generator<at::CPUGeneratorImpl>(2));
        made->discriminatorLosses(made->encode(input), prior).sum().backward();
        QVERIFY(hasGradient(*made->discriminatorY) && hasGradient(*made->discriminatorZ));
        QVERIFY(!hasGradient(*made->encoder) && !hasGradient(*made->decoder));
        made->zero_grad();
        made->generatorLosses(made->encode(input)).sum().backward();
        QVERIFY(hasGradient(*made->encoder));
        QVERIFY(!hasGradient(*made->discriminatorY) && !hasGradient(*made->discriminatorZ));
        for (const auto& parameter : made->discriminatorY->parameters()) QVERIFY(parameter.requires_grad());
        made->zero_grad();
        made->reconstructionLoss(input).backward();
        QVERIFY(hasGradient(*made->encoder) && hasGradient(*made->decoder) && !hasGradient(*made->discriminatorZ));
        made->zero_grad();
        made->classificationLoss(input, {}, torch::tensor({0, 1, 2, -1, -7, 0})).backward();
        QVERIFY(hasGradient(*made->encoder) && !hasGradient(*made->decoder));
        const auto parameters = made->named_parameters();
        QVERIFY(!parameters["encoder.z.linear.weight"].grad().defined() ||
                parameters["encoder.z.linear.weight"].grad().abs().sum().item<double>() == 0.0);
    }

    void unlabelledUtterancesHaveNoClass() {
        auto made = models::makeAdversarialAutoencoder(small(), 3);
        made->eval();
        const auto input = drawn({4, 9}, 1);
        const auto all = made->classificationLoss(input, {}, torch::tensor({-1, 2, -1, 1}));
        const auto some = made->classificationLoss(input.index_select(0, torch::tensor({1, 3})), {}, torch::tensor({2, 1}));
        QVERIFY(apart(all, some) < 1e-6);
    }

    void statisticsMoveOnlyWhereTheyShould() {
        for (const auto& settings : {small(), smallFrames(false), smallFrames(true)}) {
            auto made = models::makeAdversarialAutoencoder(settings, 5);
            const bool frames = settings.form == models::AutoencoderForm::Frame;
            const auto input = frames ? drawn({4, 9, 32}, 1) : drawn({4, 9}, 1);
            const auto lengths = settings.masked ? nn::Lengths{32, 20, 9, 3} : nn::Lengths();
            made->train();
            const auto before = buffers(*made);
            const auto still = made->encode(input, lengths);
            made->decode(still.y, still.z);
            QVERIFY(same(before, buffers(*made)));
            const auto moving = made->encode(input, lengths, true);
            QVERIFY(apart(still.z, moving.z) < 1e-5);  // the batch is what normalises in either case
            QVERIFY(!same(before, buffers(*made)));
            const auto mean = made->named_buffers()["encoder.z.norm.running_mean"].clone();
            const auto trunk = buffers(*made);
            made->classificationLoss(input, lengths, torch::tensor({0, 1, 2, 0}));
            QVERIFY(torch::equal(mean, made->named_buffers()["encoder.z.norm.running_mean"]));
            QVERIFY(!same(trunk, buffers(*made)));
            made->eval();
            const auto evaluated = buffers(*made);
            made->reconstructionLoss(input, lengths);
            QVERIFY(same(evaluated, buffers(*made)));
        }
    }

    void batchDoesNotMatterInEvaluation() {
        const torch::NoGradGuard noGrad;
        for (const bool masked : {false, true}) {
            auto made = models::makeAdversarialAutoencoder(smallFrames(masked), 7);
            made->train();
            for (std::uint64_t i = 0; i < 5; ++i) made->reconstructionLoss(drawn({6, 9, 32}, i) * 2.0 + 1.0);
            made->eval();
            const nn::Lengths lengths{32, 11, 1};
            auto input = drawn({3, 9, 32}, 20);
            auto padded = input.clone();
            for (std::int64_t b = 0; b < 3; ++b) {
                const auto length = lengths[static_cast<std::size_t>(b)];
                input[b].slice(1, length).zero_();
                padded[b].slice(1, length).fill_(masked ? std::nan("") : 0.0);
            }
            const auto together = made->encode(padded, lengths);
            for (std::int64_t b = 0; b < 3; ++b) {
                const auto alone = made->encode(input.narrow(0, b, 1), {lengths[static_cast<std::size_t>(b)]});
                QVERIFY(apart(together.y[b], alone.y[0]) < 1e-5);
                QVERIFY(apart(together.z[b], alone.z[0]) < 1e-5);
            }
        }
    }

    /// Masked normalisation takes mean and variance of valid frames, whatever lies behind them.
    void normalisationKnowsNothingOfPadding() {
        auto settings = smallFrames(true);
        settings.channels = {3};
        settings.frames = 8;
        auto made = models::makeAdversarialAutoencoder(settings, 2);
        made->train();
        const nn::Lengths lengths{8, 5};
        auto input = drawn({2, 9, 8}, 3);
        const auto first = made->encode(input, lengths, true);
        const auto weight = made->named_parameters()["encoder.conv.0.conv.weight"].detach();
        auto cleared = input.clone();
        cleared[1].slice(1, 5).zero_();
        const auto convolved = at::conv1d(at::constant_pad_nd(cleared, {1, 2}), weight);
        const auto valid = torch::cat({convolved[0], convolved[1].narrow(1, 0, 5)}, 1);  // [3, 13]
        const auto state = made->named_buffers();
        QVERIFY(apart(state["encoder.conv.0.norm.running_mean"], valid.mean(1) * 0.1) < 1e-6);
        QVERIFY(apart(state["encoder.conv.0.norm.running_var"], valid.var(1) * 0.1 + 0.9) < 1e-5);
        input[1].slice(1, 5).fill_(1e6);
        auto again = models::makeAdversarialAutoencoder(settings, 2);
        again->train();
        const auto second = again->encode(input, lengths, true);
        QVERIFY(apart(first.z, second.z) < 1e-5 && apart(first.y, second.y) < 1e-5);
        QVERIFY(same(buffers(*made), buffers(*again)));
        const auto error = [&](double there) {
            auto target = cleared.clone();
            target[1].slice(1, 5).fill_(there);
            return models::reconstructionError(torch::zeros_like(target), target, lengths).item<double>();
        };
        QCOMPARE(error(0.0), error(1e6));
        QVERIFY(std::abs(error(0.0) - cleared.square().sum().item<double>() / (13.0 * 9.0)) < 1e-5);
    }

    void transposedConvolutionsAreAdjoint() {
        for (const std::int64_t kernel : {1, 3, 4}) {
            models::FrameConvolution there(2, 3, kernel, false, false);
            models::FrameConvolution back(3, 2, kernel, true, false);
            const torch::NoGradGuard noGrad;
            there->weight.copy_(drawn({3, 2, kernel}, 1));
            back->weight.copy_(there->weight);
            const auto x = drawn({1, 2, 10}, 2);
            const auto y = drawn({1, 3, 10}, 3);
            const double one = (there->forward(x) * y).sum().item<double>();
            const double other = (x * back->forward(y)).sum().item<double>();
            QVERIFY(std::abs(one - other) < 1e-4);
        }
    }

    void reconstructsItsOwnShape() {
        const torch::NoGradGuard noGrad;
        auto made = models::makeAdversarialAutoencoder(smallFrames(false), 1);
        const auto code = made->encode(drawn({3, 9, 32}, 1));
        QVERIFY(made->decode(code.y, code.z).sizes() == at::IntArrayRef({3, 9, 32}));
        QVERIFY(apart(code.y.sum(1), torch::ones({3})) < 1e-6);
        QVERIFY(made->decode(code.y.roll(1, 0), code.z).isfinite().all().item<bool>());  // another's emotion
        QVERIFY_THROWS_EXCEPTION(c10::Error, made->encode(drawn({3, 9, 16}, 1)));
        QVERIFY_THROWS_EXCEPTION(c10::Error, made->encode(drawn({3, 9}, 1)));
    }

    void priorsAreAsSaid() {
        const auto draw = [](const std::vector<double>& shares, std::uint64_t seed) {
            return models::drawPrior(20000, 3, 4, shares, at::make_generator<at::CPUGeneratorImpl>(seed));
        };
        const auto uniform = draw({}, 1);
        QVERIFY(torch::equal(uniform.y.sum(1), torch::ones({20000})) && torch::equal(uniform.y.square(), uniform.y));
        QVERIFY(apart(uniform.y.mean(0), torch::full({3}, 1.0 / 3.0)) < 0.02);
        QVERIFY(apart(uniform.z.mean(0), torch::zeros({4})) < 0.03 && apart(uniform.z.std(0), torch::ones({4})) < 0.03);
        QVERIFY(apart(draw({0.7, 0.2, 0.1}, 2).y.mean(0), torch::tensor({0.7F, 0.2F, 0.1F})) < 0.02);
        QVERIFY(torch::equal(draw({}, 3).z, draw({}, 3).z) && !torch::equal(draw({}, 3).z, draw({}, 4).z));
        QVERIFY_THROWS_EXCEPTION(c10::Error, draw({0.5, 0.5}, 1));
        const auto shares = models::classShares({0, 1, 1, -1, 2, 1, 7}, {"low", "mid", "high"});
        PROSOSCOPE_VERIFY(shares);
        QCOMPARE(*shares, (std::vector<double>{0.2, 0.6, 0.2}));
        const auto refused = models::classShares({0, 0, 2, -1}, {"low", "mid", "high"});
        QVERIFY(!refused && QString::fromStdString(refused.error().message()).contains("\"mid\""));
    }

    void refusesSizesOutOfBounds() {
        PROSOSCOPE_VERIFY(models::checkedAutoencoderSettings({}, 3));
        auto settings = models::checkedAutoencoderSettings(smallFrames(true).values(), 3);
        PROSOSCOPE_VERIFY(settings);
        QCOMPARE(*settings, smallFrames(true));
        QCOMPARE(models::checkedAutoencoderSettings(models::vanilla({}).values(), 3).value(), models::vanilla({}));
        using Values = std::map<std::string, double>;
        for (const auto& values : {Values{{"hidden", 1e9}}, Values{{"latent", 0.0}}, Values{{"dropout", 1.0}},
                                   Values{{"batch_norm", 2.0}}, Values{{"inputs", std::nan("")}}, Values{{"kernel", 2.5}},
                                   Values{{"channels2", 8.0}}, Values{{"channels1", 8.0}, {"channels3", 8.0}},
                                   Values{{"form", 1.0}, {"frames", 1000.0}}, Values{{"classes", 3.0}}}) {
            const auto refused = models::checkedAutoencoderSettings(values, 3);
            QVERIFY2(!refused && refused.error().message().ends_with("."), values.begin()->first.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestAdversarialAutoencoder)
#include "TestAdversarialAutoencoder.moc"
